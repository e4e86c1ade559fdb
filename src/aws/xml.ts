// Owns which elements of an XML reply a schema of the AWS SDK lacks, so that the SDK has dropped them. Pure.
import { parseXML } from '@aws-sdk/xml-builder';
import { NormalizedSchema } from '@smithy/core/schema';

type Schema = Parameters<typeof NormalizedSchema.of>[0];

/** The form that the SDK's parser returns: elements of the same name are a list, and text is a member of its own. */
type Element = string | { [name: string]: Element | Element[] };

/** The paths of those inside the first element of that name: `Origins.Items.VpcOriginConfig.OriginHttpVersion`, each once. */
export function unknownElements(schema: Schema, name: string, xml: string): string[] {
  const root = xml === '' ? undefined : findElement(parseXML(xml) as Element, name);
  return root === undefined ? [] : [...new Set(unknownIn(NormalizedSchema.of(schema), root, []))];
}

function findElement(element: Element, name: string): Element | undefined {
  const children = childrenOf(element);
  const [, found] = children.find(([key]) => key === name) ?? [];
  if (found !== undefined) return found;
  for (const [, child] of children) {
    const inside = findElement(child, name);
    if (inside !== undefined) return inside;
  }
  return undefined;
}

/** Without its text, and without the attributes that name a namespace or a type. */
function childrenOf(element: Element): [name: string, child: Element][] {
  if (typeof element === 'string') return [];
  return Object.entries(element)
    .filter(([name]) => /^[A-Za-z]\w*$/.test(name) && name !== 'xmlns')
    .flatMap(([name, value]) => [value].flat().map((child): [string, Element] => [name, child]));
}

function unknownIn(schema: NormalizedSchema, element: Element, path: string[]): string[] {
  const children = childrenOf(element);
  // The items of a list share the path of the list.
  if (schema.isListSchema()) return children.flatMap(([, child]) => unknownIn(schema.getValueSchema(), child, path));
  if (!schema.isStructSchema()) return [];
  const members = new Map([...schema.structIterator()]);
  return children.flatMap(([name, child]) => {
    const inner = [...path, name];
    const member = members.get(name);
    return member === undefined ? [inner.join('.')] : unknownIn(member, child, inner);
  });
}
