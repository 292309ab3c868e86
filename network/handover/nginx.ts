/** nginx.example.conf: how what listens on this machine alone is let out, with TLS, to whom it is meant for. */
import { SERVERS } from "../compose/services.ts";
import type { NetworkNode } from "../description.ts";

interface Site {
  readonly name: string;
  readonly port: number;
  readonly inside: readonly string[];
}

/** Undefined for a validator, of which nothing is let out. */
export function nginxOf(node: NetworkNode): string | undefined {
  if (node.kind === "validator") return undefined;
  const isPublic = node.kind === "public";
  const requests: Site = {
    name: `node.${node.district}.example`,
    port: node.rpcPort,
    inside: isPublic
      ? ["limit_req zone=asking burst=40;", "client_max_body_size 1m;", "proxy_set_header Host localhost;"]
      : [
          "# The offices' own networks, and nobody else. 仅限本单位办公网络。",
          "allow 10.11.8.0/24;",
          "deny all;",
          "client_max_body_size 16m;",
          "proxy_set_header Host localhost;",
        ],
  };
  const pages: Site = {
    name: `voucher.${node.district}.example`,
    port: SERVERS.portal.port,
    inside: [
      "limit_req zone=asking burst=200;",
      "client_max_body_size 2m;",
      "proxy_set_header Host $host;",
      "proxy_set_header X-Forwarded-For $remote_addr;",
      "proxy_set_header X-Forwarded-Proto https;",
    ],
  };
  return `${HEAD}\n${[requests, pages].map(siteText).join("\n")}`;
}

const HEAD = `# For nginx on the machine itself, in "http { … }": names, certificates and networks are the district's own.
# 供本机 nginx 使用（置于 http { … } 内），域名、证书和网段请按本区实际填写。
limit_req_zone $binary_remote_addr zone=asking:10m rate=20r/s;
`;

function siteText({ name, port, inside }: Site): string {
  return `server {
  listen 443 ssl;
  server_name ${name};
  ssl_certificate     /etc/ssl/tongdui/${name}.pem;
  ssl_certificate_key /etc/ssl/tongdui/${name}.key;
  ssl_protocols TLSv1.2 TLSv1.3;
  location / {
${inside.map((line) => `    ${line}`).join("\n")}
    proxy_http_version 1.1;
    proxy_read_timeout 120s;
    proxy_pass http://127.0.0.1:${port};
  }
}
`;
}
