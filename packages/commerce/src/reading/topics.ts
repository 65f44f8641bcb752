import type { Topic } from "./reading.ts";

/** Whole sentences or their parts, folded, that say what they are about. */
const patterns: readonly [Topic, RegExp][] = [
  [
    "hostile",
    /\bignor\w+ (?:\w+ ){0,3}(?:instruccion|regla)|\bolvid\w+ (?:\w+ ){0,3}(?:instruccion|regla|todo lo)|\b(?:system )?prompt\b|\bcomo admin\b|\bmodo (?:admin|desarrollador|dios)\b|\bcobrame \w+ (?:a |en )?\$ ?\d{1,2}\b|\bregal(?:ame|en)\b|\btodo gratis\b|\bprecios? (?:a|en) (?:0|cero|1)\b|\bque modelo sos\b/,
  ],
  [
    "hostile",
    /\b(?:hdp|hijos? de p\w*|culiad\w+|pelotud\w+|forr[oa]s?|mierdas?|la concha|put[oa]s?|bolud[oa] de)\b/,
  ],
  ["hostile", /https?|\bbit ?\.? ?ly\b|\bgana \$|\bsumate al grupo\b|\bcripto\w*\b/],
  [
    "optOut",
    /^baja$|\b(?:sacame|sacarme|borrame) de la lista\b|\bno (?:me )?(?:mandes|manden|quiero) (?:mas )?(?:\w+ )?(?:novedades|promos?|mensajes|publicidad)\b/,
  ],
  ["personalData", /\b(?:mis datos|dato personal)\b/],
  ["regret", /\barrepent\w+|\bdevol(?:ver|verl\w+|ucion)\b|\bcambiar \w+ \w+ que me quedo\b/],
  ["cancelOrder", /\b(?:cancel\w+|anul\w+) (?:\w+ )?pedido\b/],
  [
    "complaint",
    /\b(?:vino|vinieron|llego|llegaron) (?:\w+ )?(?:fri|tod|mal|sin|crud|quem|rot|podr|equivoc|con|la |el )|\b(?:me|nos) (?:trajeron|mandaron|cobraste|cobraron)\b|\bfalt(?:aba|aban|o|aron)\b|\bderriti|\bpodrid|\bhace \w+ horas? que espero\b|\bverguenza\b/,
  ],
  [
    "status",
    /\b(?:y )?mi pedido\b|\bcomo viene\b|\blo mio\b|\besta listo\b|\bcuanto falta\b|\bpor donde viene\b|\bya sal(?:io|e)\b/,
  ],
  [
    "usual",
    /\blo de siempre\b|\blo mismo (?:de|que)\b|\blo de la otra vez\b|\bmi pedido de siempre\b/,
  ],
  [
    "human",
    /\b(?:hablar|comunicar\w*|atender|atiende|atienda) (?:con )?(?:una? )?(?:persona|alguien|humano|encargad\w|dueñ\w)\b|\b(?:sos|es) un (?:robot|bot)\b|^(?:persona|humano|asesor)$/,
  ],
  [
    "cartClear",
    /\b(?:borr\w+|vaci\w+|elimin\w+|cancel\w+|sac\w+) (?:todo|el carrito|todo el pedido)\b|\bempe\w+ de nuevo\b/,
  ],
  [
    "cartView",
    /\b(?:cuanto|que) llevo\b|\bcuanto (?:es|va|seria) (?:todo|en total)?\s*$|\bcuanto (?:es|va) todo\b|\bcomo va (?:quedando )?el pedido\b|\bel total\b/,
  ],
  [
    "price",
    /\b(?:cuanto|que) (?:\w+ )?(?:sale|salen|cuesta|cuestan|vale|valen|cobran|esta la|esta el)\b|\bprecios?\b|\ba cuanto\b/,
  ],
  [
    "hours",
    /\bhorarios?\b|\b(?:hasta|a|desde) que hora\b|\babr(?:en|is)\b|\bcierran\b|\bestan abiertos\b/,
  ],
  [
    "zones",
    /\b(?:hac\w+|tien\w+|hay) (?:envio|envios|delivery|reparto)\b|\bllega[ns]?\b (?:a|hasta|hoy)|\brepart(?:en|is|s)?\b.* (?:en|a)\b|\bcuan\w+ (?:\w+ )?tarda|\bzonas?\b|\b(?:sale|cuesta) el envio\b|\benvian a\b/,
  ],
  [
    "payments",
    /\b(?:aceptan|toman|tienen|se puede pagar|puedo pagar)\b.*\b(?:tarjeta|qr|mercado|debito|credito|transferencia|efectivo)\b|\bcuotas\b|\bmedios de pago\b|\bsi transfiero\b|\bcomo (?:se )?pag/,
  ],
  [
    "promos",
    /\bpromos?\b|\bpromocion\w*|\bdescuentos?\b|\bofertas?\b|\b2 ?x ?1\b|\bsigue\b.*\b(?:a|x|por)\b/,
  ],
  [
    "menu",
    /\bmenu\b|\bcarta\b|\bcatalogo\b|\blista de precios\b|\bque (?:gustos|sabores|tienen|hay)\b/,
  ],
  ["location", /\bdonde (?:quedan?|estan|es)\b|\bdireccion del local\b/],
  [
    "recommendation",
    /\brecomend\w+|\bque me conviene\b|\bcuanto me conviene\b|\bsorprend\w+|\balgun\w? \w+ (?:rico|rica)\b/,
  ],
  [
    "checkout",
    /^(?:no )?(?:nada mas|eso es todo|es todo|eso nomas|ya esta|listo|terminar|cerra\w* el pedido|con eso)(?: gracias)?$/,
  ],
  [
    "confirm",
    /^(?:si|dale|ok|oka|okey|listo|joya|de una|confirmo|confirmado|perfecto|bueno|va|obvio)(?: (?:dale|si|gracias|confirmo))?$/,
  ],
  ["deny", /^(?:no|no gracias|nop|mejor no)$/],
  ["thanks", /\bgracias\b/],
  ["greeting", /^(?:hol\w*|buen\w*|bue|hi|oi|que tal)\b/],
];

/** Sentences of these topics are no orders, whatever they name. */
const talk: ReadonlySet<Topic> = new Set<Topic>([
  "hostile",
  "optOut",
  "personalData",
  "regret",
  "cancelOrder",
  "complaint",
  "usual",
  "cartClear",
]);

export function topicsOf(folded: string): Topic[] {
  const found = patterns.filter(([, pattern]) => pattern.test(folded)).map(([topic]) => topic);
  return [...new Set(found)];
}

export function isTalk(topics: readonly Topic[]): boolean {
  return topics.some((topic) => talk.has(topic));
}

/** Politeness, then perhaps the thing itself ("el mom en 36 lo tenés"), before the word that asks. */
const asksFirst =
  /^(?:(?:y|che|hola|buenas|una|consulta|perdon|disculpa|ah) )*(?:(?:el|la|los|las) \w+(?: \w+)? )?(?:cuant[oa]s?|cuando|que (?!(?:\w+ ){0,4}(?:sea|sean|vaya|venga|vengan)\b)\w+|cual\w*|como|donde|a que|hasta que|desde que|tenes|tienen|tienes|hay|haces|hacen|llegan|llegas|reparten|repartis|vendes|venden|aceptan|toman|se puede|puedo|podria pasar|precios?|es apto|son|vienen|viene|trae|traen|esta listo|estan|abren|sos|atiende|algun\w?)\b/;
const asksLast = /\b(?:tenes|tienen|hay|venden|vendes|se puede)$/;
const asksPolitely =
  /\b(?:me|nos) (?:mandas?|das?|traes?|pones?|preparas?|agregas?|sumas?|anotas?|mandarias)\b|\bpued\w+ (?:\w+ )?(?:agregar\w*|mandar\w*|sumar\w*|poner\w*|traer\w*|anotar\w*)|\bpodr?\w+ (?:\w+ )?(?:agregar\w*|mandar\w*|sumar\w*|poner\w*|traer\w*|anotar\w*)|\bpuede ser$/;

/** Does the clause ask instead of ordering? A request in question form ("¿me mandás una muzza?") orders. */
export function isQuestion(folded: string, marked: boolean): boolean {
  if (asksPolitely.test(folded)) return false;
  return (
    marked || /\bcuant[oa]s?\b/.test(folded) || asksFirst.test(folded) || asksLast.test(folded)
  );
}
