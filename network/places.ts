/** Where a node's files are for the programs that run on its machine: in the containers, and without them as well. */
export const PLACES = {
  /** The node's folder, as init made it; nothing in it is ever written. */
  files: "/etc/tongdui",
  genesis: "/etc/tongdui/genesis.json",
  staticNodes: "/etc/tongdui/static-nodes.json",
  permissions: "/etc/tongdui/permissions_config.toml",
  /** The node's private key, which compose hands in as a secret. */
  key: "/run/secrets/node-key",
  data: "/var/lib/tongdui/besu",
} as const;
