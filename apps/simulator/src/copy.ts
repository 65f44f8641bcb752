// Every word that the simulator itself says. Texts of the business come from the business.

export const emulatorHelp = (
  port: number,
) => `Un WhatsApp de mentira: la Cloud API de Meta en tu máquina.

  npm run emulator -- [opciones]

  --port N          puerto en 127.0.0.1 (${port})
  --shop ID         local de demostración cuyo número usa (la-esquina)
  --callback URL    adonde van los webhooks
  --settings FILE   apps, números, personas, plantillas y ritmos propios, en YAML o JSON; reemplaza a --shop y --callback
  --data FOLDER     guarda las conversaciones ahí; sin esto viven en memoria
  --help            esto
`;

export const emulatorReady = (parts: {
  url: string;
  phoneNumberId: string;
  callbackUrl: string;
  appId: string;
  appSecret: string;
  verifyToken: string;
  accessToken: string;
}) => `Emulador en ${parts.url}
  Cloud API        POST ${parts.url}/v26.0/${parts.phoneNumberId}/messages
  token            ${parts.accessToken}
  app              ${parts.appId}, secreto ${parts.appSecret}, verify token ${parts.verifyToken}
  webhooks         ${parts.callbackUrl}
  teléfonos        POST ${parts.url}/emulator/people/{waId}/messages
Ctrl-C para terminar.
`;

export const transcriptCopy = {
  clock: (date: string) => `pasa el tiempo: ${date}`,
  expected: "se esperaba:",
  came: "llegó:      ",
  passed: (file: string, received: { customer: number; owner: number }) =>
    `${file}: todo como se esperaba (mensajes del local: ${received.customer} al cliente, ${received.owner} al dueño)`,
  sendLocation: "Enviar ubicación",
};

const whom = { customer: "al cliente", owner: "al dueño" };

export const playerCopy = {
  nothing: "nada",
  silence: "que no llegara nada",
  choice: (label: string) => `que se pudiera tocar "${label}"`,
  message: (role: "customer" | "owner", what: string) => `que ${whom[role]} le llegara ${what}`,
  atMost: (role: "customer" | "owner", count: number) =>
    `que ${whom[role]} le llegaran a lo sumo ${count} mensajes`,
  exactly: (role: "customer" | "owner", count: number) =>
    `que ${whom[role]} le llegaran ${count} mensajes`,
};
