/** What customers type around the names of products, folded. Matched exactly: verbs are never guessed. */
function wordSet(words: string): ReadonlySet<string> {
  return new Set(words.trim().split(/\s+/));
}

/** May stand inside a name without changing it: "miga (de) jamón". */
export const fillers = wordSet("de del d la el las los al a en con");

export const addVerbs = wordSet(`
  agrega agregame agregale agregar sumale sumame suma sumar pone poneme ponele poner manda mandame mandale
  mandas mandarias da dame das dale quiero quisiera queria querria trae traeme traes pedir pedirte pido
  anota anotame necesito necesitaria llevo encargar haceme preparame armame encargo mandes pongas agregues
  traigas sumes anotes`);

export const removeVerbs = wordSet(`
  saca sacame sacale sacar sacalo sacala sacalos sacalas quita quitame quitale quitar elimina eliminame
  borra borrame descarta descartame retira retirame`);

export const changeVerbs = wordSet(`
  cambia cambiame cambiale cambiala cambialo cambialas cambialos cambiar reemplaza reemplazame cambias
  cambiamela cambiamelo`);

/** Words that mean nothing for the cart; an unknown word outside of this list may be a product we lack. */
export const smallTalk = wordSet(`
  y e o u ademas tambien mas otro otra otros otras el la los las lo un una unos unas de del d al a con en
  para por x que q se me te le nos les mi tu su es son ser sea sean seria estan esta estas este esto ese
  esa eso si no bueno dale ok listo bien hola holaa buenas buenos buen bue dia dias tardes noches noche
  che porfa porfis xfa favor gracias genial joya mira eh este entonces pero mejor nomas solo solamente
  tal como andas aca ahi hoy ahora va todo toda todos todas cada uno dos tambien tipo fa pf please por
  necesitaria quiero quisiera queria querria pedir pedirte hacer hacerte pedido ponele poneme dame mandame
  traeme agregame agrega agregale suma sumale sumame haceme anota anotame don dona doña senor amigo ja jaja
  jajaja jeje tenes tienen hay puede ser podes pueden podrian mandar mandas das y/o mitad mitades medio
  media cuarto kilo igual misma mismo sino viste consulta vos usted ustedes yo nosotros muy tan casa
  unidad unidades porcion porciones plato bolsa bolsita caja cajita lata latita botella paquete pack par
  pares atado atados planta cabeza bandeja vaso pote kg gr gramos kilos hi one two large and the want i
  oi boa quero uma grande chico`);

/** Containers and measures said between an amount and its product: "una bolsa de carbón". */
export const containers = wordSet(`
  unidad unidades bolsa bolsita caja cajita lata latita botella botellita paquete pack packs par pares
  atado atados atadito planta plantas cabeza cabezas bandeja porcion porciones plato platos vaso pote potes`);

export const affectionate = wordSet(
  "porfa porfis xfa pls please favor gracias jaja jajaja jeje ja che",
);
