// Owns the checks of the store API through the edge: query strings, keys, cookies, `X-Robots-Tag`, and that nothing is cached.
import { deepEqual, equal, match, notEqual } from 'node:assert/strict';
import type { View } from '../viewer.ts';
import type { Check } from './checks.ts';
import { ask, productsOf, type Shop } from './shop.ts';

export async function checkStore(check: Check, view: View, shop: Shop): Promise<void> {
  const { url, key } = shop;
  const titles = async (query: string) => (await productsOf(view, shop, query)).map(({ title }) => title);
  await check('filters in the query string reach the store API', async () => {
    deepEqual(await titles('q=teapot'), ['Teapot']);
    deepEqual(await titles('handle[]=sugar-bowl&handle[]=none&fields=title'), ['Sugar bowl']);
    deepEqual(await titles('order=-title&limit=1&offset=1'), ['Sugar bowl']);
  });
  await check('a cart is made with a publishable key, and not without', async () => {
    const { regions } = (await ask<{ regions: { id: string }[] }>(view, `${url}/store/regions`, { key })).body;
    const json = { region_id: regions[0]?.id };
    equal((await ask(view, `${url}/store/carts`, { json })).status, 400);
    const { cart } = (await ask<{ cart: { id: string } }>(view, `${url}/store/carts`, { key, json })).body;
    const [teapot] = await productsOf(view, shop, 'q=teapot');
    const line = { variant_id: teapot?.variants[0]?.id, quantity: 2 };
    await ask(view, `${url}/store/carts/${cart.id}/line-items`, { key, json: line });
    const filled = await ask<{ cart: { total: number } }>(view, `${url}/store/carts/${cart.id}`, { key });
    equal(filled.body.cart.total, 48);
  });
  await check('customers stay logged in by a cookie; the same URL answers each with their own', async () => {
    const [ann, ben] = [await signUp(view, shop, 'ann@example.com'), await signUp(view, shop, 'ben@example.com')];
    const me = (cookie?: string) =>
      ask<{ customer?: { email: string } }>(view, `${url}/store/customers/me`, { key, ...(cookie && { cookie }) });
    for (const [cookie, email] of [
      [ann, 'ann@example.com'],
      [ben, 'ben@example.com'],
      [ann, 'ann@example.com'],
    ] as const) {
      const { body, headers } = await me(cookie);
      equal(body.customer?.email, email);
      equal(headers['x-cache'], 'Miss from cloudfront');
      equal(headers.age, undefined);
    }
    equal((await me()).status, 401);
  });
  await check('search engines are kept away from the admin and from every API', async () => {
    for (const path of ['/app', '/store/products', '/admin/products', '/health', '/nowhere']) {
      const { headers } = await view(url + path);
      equal(headers['x-robots-tag'], 'noindex', path);
    }
  });
}

/** Registers a customer and logs in; gives back the cookie of the session. */
async function signUp(view: View, { url, key }: Shop, email: string): Promise<string> {
  const json = { email, password: 'supersecret' };
  const register = await ask<{ token: string }>(view, `${url}/auth/customer/emailpass/register`, { json });
  const created = await ask(view, `${url}/store/customers`, { key, token: register.body.token, json: { email } });
  equal(created.status, 200);
  const { token } = (await ask<{ token: string }>(view, `${url}/auth/customer/emailpass`, { json })).body;
  notEqual(token, undefined);
  const { headers } = await ask(view, `${url}/auth/session`, { token, json: {} });
  const [cookie = ''] = headers['set-cookie'] ?? [];
  match(cookie, /^connect\.sid=.+; Secure/);
  return cookie.split(';')[0] ?? '';
}
