/** What the colours stand for; the order is that of the categories. */
export function Legend({ items }: { items: readonly { readonly label: string; readonly color: string }[] }) {
  return (
    <ul className="legend">
      {items.map(({ label, color }) => (
        <li key={label}>
          <svg viewBox="0 0 10 10" aria-hidden="true">
            <rect width="10" height="10" rx="2" fill={color} />
          </svg>
          {label}
        </li>
      ))}
    </ul>
  )
}
