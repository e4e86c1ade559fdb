// Owns a page that is made when the storefront is built, from what the backend answers then.
import { findTitles } from '../backend.js';
import { Titles } from '../titles.jsx';

export const dynamic = 'force-static';

export default async function Catalogue() {
  return <Titles found="at the build" titles={await findTitles()} />;
}
