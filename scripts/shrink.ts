// Owns making a bundle smaller in memory without making it harder to read: what stays is word for word as it was.

/** Where ncc has a module begin. */
const MODULE_START = /^(?=;\/\/ CONCATENATED MODULE: |\/\*{3}\/ )/m;
/** A module of the SDK that describes a service's API. */
const MODELS = /^const \w+_registry = new \S*TypeRegistry\(/m;
const DECLARATION_START = /^(?=const |var )/m;
/** A text, a list or an object, which has no effect but to be there. Generated code ends each with its first line that ends so. */
const VALUE = /^(?:const|var) ([\w$]+) = (?:"[^"\n]*"|[[{].*?[\]}]);\n/s;
const LIST_OF_UNUSED = /^(?:\/\/ UNUSED EXPORTS|\/\* unused harmony exports).*$/gm;

interface Part {
  /** Undefined for what is no value, and stays. */
  name: string | undefined;
  text: string;
}

/**
 * Leaves out the models of the SDK that nothing refers to. ncc lists them as unused, and would leave them out itself only where it
 * minifies everything.
 */
export function withoutUnusedModels(code: string): string {
  const parts = code.split(MODULE_START).flatMap((module) => (MODELS.test(module) ? partsOf(module) : rest(module)));
  const used = wordsInUse(parts);
  return parts
    .filter(({ name }) => name === undefined || used.has(name))
    .map(({ text }) => text)
    .join('');
}

/** The values, which have names, and what stands between them. */
function partsOf(module: string): Part[] {
  return module.split(DECLARATION_START).flatMap((text) => {
    const [value = '', name] = VALUE.exec(text) ?? [];
    return [{ name, text: value }, ...rest(text.slice(value.length))];
  });
}

function rest(text: string): Part[] {
  return [{ name: undefined, text }];
}

/** All words of what is no value, and of the values that are named by a word in use. */
function wordsInUse(parts: Part[]): Set<string> {
  const values = Map.groupBy(parts, ({ name }) => name);
  const used = new Set<string>();
  const waiting = values.get(undefined) ?? [];
  for (let part = waiting.pop(); part !== undefined; part = waiting.pop()) {
    for (const [word] of part.text.replaceAll(LIST_OF_UNUSED, '').matchAll(/[\w$]+/g)) {
      if (used.has(word)) continue;
      used.add(word);
      waiting.push(...(values.get(word) ?? []));
    }
  }
  return used;
}

/** With a single other character in it, V8 keeps a whole file with two bytes for each. */
export function inAscii(code: string): string {
  return code.replaceAll(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
