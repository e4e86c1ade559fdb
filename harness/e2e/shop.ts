// Owns asking Medusa's API through the edge, as a shop does that has its publishable key.
import type { ActionResult } from '../runner.ts';
import type { View, ViewerAnswer } from '../viewer.ts';

/** A Medusa, and how it is reached. */
export interface Place {
  view: View;
  url: string;
}

interface Request {
  key?: string;
  cookie?: string;
  token?: string;
  json?: object;
}

interface Answer<Body> extends Pick<ViewerAnswer, 'status' | 'headers'> {
  body: Body;
}

/** With a body it is a POST. */
export async function ask<Body>(
  view: View,
  url: string,
  { key, cookie, token, json }: Request = {},
): Promise<Answer<Body>> {
  const { status, headers, body } = await view(url, {
    method: json === undefined ? 'GET' : 'POST',
    headers: {
      ...(key && { 'x-publishable-api-key': key }),
      ...(cookie && { cookie }),
      ...(token && { authorization: `Bearer ${token}` }),
      ...(json && { 'content-type': 'application/json' }),
    },
    ...(json && { body: JSON.stringify(json) }),
  });
  return { status, headers, body: JSON.parse(body) as Body };
}

export interface Product {
  id: string;
  title: string;
  variants: { id: string }[];
}

export async function productsOf(view: View, { url, key }: Shop, query = ''): Promise<Product[]> {
  const { body } = await ask<{ products: Product[] }>(view, `${url}/store/products?${query}`, { key });
  return body.products;
}

export interface Shop {
  url: string;
  key: string;
}

export interface Shops {
  one: Shop;
  /** A copy of the base service's data, and so with the same users. */
  other: Shop;
  /** The first run for the one, whose setup-command logged the secrets of its processes. */
  opened: ActionResult;
}

/** Medusa makes itself a key when it first starts on an empty database, and the run returns it. */
export function shopOf({ outputs: { url = '', 'publishable-key': key = '' } }: ActionResult): Shop {
  return { url, key };
}
