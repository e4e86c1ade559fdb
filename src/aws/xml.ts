// Owns which elements of an XML reply a schema of the AWS SDK lacks, so that the SDK has dropped them. Pure.
import { NormalizedSchema } from '@smithy/core/schema';

type Schema = Parameters<typeof NormalizedSchema.of>[0];

interface Element {
  name: string;
  children: Element[];
}

/** Comments, declarations and text are skipped; what is between two tags does not matter here. */
const TAG = /<(\/?)([A-Za-z_][\w.:-]*)[^<>]*?(\/?)>/g;

/** The paths of those inside the first element of that name: `Origins.Items.VpcOriginConfig.OriginHttpVersion`, each once. */
export function unknownElements(schema: Schema, name: string, xml: string): string[] {
  const root = findElement(readElements(xml), name);
  return root === undefined ? [] : [...new Set(unknownIn(NormalizedSchema.of(schema), root, []))];
}

function readElements(xml: string): Element {
  const root: Element = { name: '', children: [] };
  const open = [root];
  for (const [, slash, name = '', end] of xml.matchAll(TAG)) {
    if (slash === '/') {
      open.pop();
      continue;
    }
    const element: Element = { name, children: [] };
    open.at(-1)?.children.push(element);
    if (end !== '/') open.push(element);
  }
  return root;
}

function findElement(element: Element, name: string): Element | undefined {
  if (element.name === name) return element;
  for (const child of element.children) {
    const found = findElement(child, name);
    if (found !== undefined) return found;
  }
  return undefined;
}

function unknownIn(schema: NormalizedSchema, { children }: Element, path: string[]): string[] {
  // The items of a list share the path of the list.
  if (schema.isListSchema()) return children.flatMap((child) => unknownIn(schema.getValueSchema(), child, path));
  if (!schema.isStructSchema()) return [];
  const members = new Map([...schema.structIterator()]);
  return children.flatMap((child) => {
    const inner = [...path, child.name];
    const member = members.get(child.name);
    return member === undefined ? [inner.join('.')] : unknownIn(member, child, inner);
  });
}
