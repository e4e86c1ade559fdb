// Owns the list of products.
export function Titles({ found, titles }) {
  return (
    <ul aria-label={found}>
      {titles.map((title) => (
        <li key={title}>{title}</li>
      ))}
    </ul>
  );
}
