// Owns the first page: the products that the server finds at each request, and those that the browser finds.
import { findTitles } from './backend.js';
import { BrowserTitles } from './browser-titles.jsx';
import { Titles } from './titles.jsx';

export const dynamic = 'force-dynamic';

export default async function Page() {
  return (
    <main>
      <h1>Shop</h1>
      <Titles found="on the server" titles={await findTitles()} />
      <BrowserTitles />
    </main>
  );
}
