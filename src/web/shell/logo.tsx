/** A returning arrow: the customer who comes back. */
export function Logo({ size }: { size: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 28 28" aria-hidden="true" className="logo">
      <rect width="28" height="28" rx="7" fill="#3152D0" />
      <g fill="none" stroke="#fff" strokeWidth="2.6" strokeLinecap="round" strokeLinejoin="round">
        <path d="M19.6 10.4A6.7 6.7 0 1 0 20.7 14.3" />
        <path d="M20.4 6.9v4h-4" />
      </g>
    </svg>
  );
}
