/** nginx.example.conf: how what listens on this machine alone is let out, with TLS, to whom it is meant for. */
import { SERVERS } from "../compose/services.ts";
import { nodesOf, type Network, type NetworkNode } from "../description.ts";
import { pagesOf, requestsOf } from "./sites.ts";

interface Site {
  readonly name: string;
  readonly port: number;
  readonly inside: readonly string[];
}

/** Undefined for a validator, of which nothing is let out. */
export function nginxOf(network: Network, node: NetworkNode): string | undefined {
  if (node.kind === "validator") return undefined;
  const isPublic = node.kind === "public";
  const requests: Site = {
    name: requestsOf(node),
    port: node.rpcPort,
    inside: isPublic
      ? ["limit_req zone=asking burst=40;", "client_max_body_size 1m;", "proxy_set_header Host localhost;"]
      : [
          "# The offices' own networks. 本单位办公网络。",
          "allow 10.11.8.0/24;",
          ...standIns(network, node),
          "deny all;",
          "client_max_body_size 16m;",
          "proxy_set_header Host localhost;",
        ],
  };
  const pages: Site = {
    name: pagesOf(node),
    port: SERVERS.portal.port,
    inside: [
      "limit_req zone=asking burst=200;",
      "client_max_body_size 8m;",
      "proxy_set_header Host $host;",
      "proxy_set_header X-Forwarded-For $remote_addr;",
      "proxy_set_header X-Forwarded-Proto https;",
    ],
  };
  return `${HEAD}\n${[requests, pages].map(siteText).join("\n")}`;
}

/** Where a district's own node is away, its office and index ask another district's. Its officers do so from a network that is added here. */
function standIns(network: Network, { district }: NetworkNode): string[] {
  const others = nodesOf(network).filter((one) => one.district !== district && one.kind !== "validator");
  if (others.length === 0) return [];
  return [
    "# The other districts' machines, for when their own node is away; add their offices' networks as you agree.",
    "# 其他各区的机器，供其本区节点故障时使用；其办公网络按约定添加。",
    ...others.map(({ host, name }) => `allow ${host}; # ${name}`),
  ];
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
