import http from "node:http";
import type { AddressInfo } from "node:net";

type Seen = {
  method: string;
  path: string;
  headers: http.IncomingHttpHeaders;
  body: string;
};
export type Reaction = (seen: Seen, response: http.ServerResponse) => void;

export type GraphServer = {
  url: string;
  seen: Seen[];
  /** Connections that were opened. */
  connections(): number;
  close(): Promise<void>;
};

/** A real HTTP server on a free port that answers each call as it is told. */
export async function startGraphServer(react: Reaction): Promise<GraphServer> {
  const seen: Seen[] = [];
  let connections = 0;
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks).toString("utf8");
      const { method = "", url = "", headers } = request;
      const call = { method, path: url, headers, body };
      seen.push(call);
      react(call, response);
    });
  });
  server.on("connection", () => (connections += 1));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    seen,
    connections: () => connections,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export function answerJson(response: http.ServerResponse, status: number, json: unknown) {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(json));
}

export function accept(response: http.ServerResponse, id = "wamid.1") {
  answerJson(response, 200, {
    messaging_product: "whatsapp",
    contacts: [{ input: "+5491155550101", wa_id: "5491155550101" }],
    messages: [{ id, message_status: "accepted" }],
  });
}

export function refuse(response: http.ServerResponse, code: number, status = 400) {
  const error_data = { messaging_product: "whatsapp", details: `details of ${code}` };
  const error = {
    message: `(#${code})`,
    type: "OAuthException",
    code,
    error_data,
    fbtrace_id: "t",
  };
  answerJson(response, status, { error });
}
