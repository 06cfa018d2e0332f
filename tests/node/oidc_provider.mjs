// Starts the certified `oidc-provider` on a loopback port: an OAuth server that shares nothing with this project.
//
// Usage: node oidc_provider.mjs [PORT]     0 or nothing: a free one
// Prints `listening PORT` once it accepts connections, and ends when its standard input does.

import { generateKeyPairSync } from "node:crypto";
import { createServer } from "node:http";

const { default: Provider } = await import("oidc-provider").catch(() => {
  console.error("oidc-provider is missing. Install it: npm ci --prefix tests/node");
  process.exit(1);
});

const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });

const configuration = {
  clients: [
    {
      client_id: "wiz",
      client_secret: "s3cr3t+/=%: ok",
      grant_types: ["client_credentials"],
      redirect_uris: [],
      response_types: [],
      token_endpoint_auth_method: "client_secret_basic",
      id_token_signed_response_alg: "ES256",
      scope: "account:read",
    },
  ],
  scopes: ["account:read"],
  features: {
    clientCredentials: { enabled: true },
    devInteractions: { enabled: false },
  },
  cookies: { keys: ["only for tests"] },
  jwks: { keys: [privateKey.export({ format: "jwk" })] },
  routes: { token: "/oauth/token" },
  ttl: { ClientCredentials: 599 },
};

const server = createServer();
server.listen(Number(process.argv[2] ?? 0), "127.0.0.1", () => {
  const { port } = server.address();
  const provider = new Provider(`http://127.0.0.1:${port}`, configuration);
  server.on("request", provider.callback());
  console.log(`listening ${port}`);
});

process.stdin.resume();
process.stdin.on("end", () => process.exit(0));
