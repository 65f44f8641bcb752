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

export const lineCopy = {
  welcome: `Escribí como cliente; con "dueño> …" escribe el local, con "cliente> …" otra vez el cliente, con "reloj> +2h" pasa el tiempo.
Un número toca esa opción; con comillas delante ("2) va como texto; @-34.63,-58.41 manda una ubicación.
`,
  roles: {
    customer: { name: "cliente", folded: "cliente" },
    owner: { name: "dueño", folded: "dueno" },
  },
  clock: "reloj",
  badDuration: (text: string) => `No entiendo el tiempo "${text}": probá +2h, 90m o 1d.\n`,
  asksLocation: "(pide la ubicación: @latitud,longitud)",
};

export const chatCopy = {
  title: "Mostrador",
  roles: { customer: "Cliente", owner: "Local" },
  typing: "escribiendo…",
  hint: "Tab: otro teléfono · ↑↓ Enter o número: tocar · ←→ mensaje anterior · RePág/AvPág · Esc: salir",
  asksLocation: "📍 Enviar ubicación: @latitud,longitud",
  tooSmall: "La ventana es muy chica.",
};

export const startHelp = `Un local de WhatsApp en tu terminal: los teléfonos del cliente y del dueño.

  npm start -- [opciones]

  --script FILE      juega una conversación escrita en YAML y sale con 1 si algo no se cumple
  --json             con --script: un evento por línea en JSON
  --shop ID          local de demostración (la-esquina)
  --data FOLDER      dónde se guarda todo (.data/simulator); con --script, por omisión, en ninguna parte
  --reset            empieza de cero
  --now              con la hora de verdad
  --server URL       contra un servidor que ya corre; va con --emulator
  --emulator URL     contra un emulador que ya corre
  --help             esto
`;

export const startCopy = {
  bothUrls: "--server y --emulator van juntos.",
  onlyScript: "--json va con --script.",
  noShop: (id: string) => `No hay un local de demostración "${id}".`,
  noFile: (file: string) => `No se puede leer ${file}.`,
  clockRefused: (status: number) => `El servidor no movió su reloj: HTTP ${status}.`,
};
