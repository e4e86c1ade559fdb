// Owns asking the backend. Next.js writes its address and its key in when the storefront is built.
const URL = process.env.NEXT_PUBLIC_MEDUSA_BACKEND_URL;
const KEY = process.env.NEXT_PUBLIC_MEDUSA_PUBLISHABLE_KEY;

export async function findTitles() {
  const answer = await fetch(`${URL}/store/products?order=title`, { headers: { 'x-publishable-api-key': KEY } });
  if (!answer.ok) throw new Error(`The backend answered ${answer.status}`);
  const { products } = await answer.json();
  return products.map(({ title }) => title);
}
