/** Line icons on a 24 unit grid, drawn for this product: one weight, round ends, always beside a word or with a label. */
const PATHS = {
  calendar: 'M4 6.5h16v13.5H4z M4 10.5h16 M8.5 3.5v5 M15.5 3.5v5',
  siren: 'M7 17v-4.5a5 5 0 0 1 10 0V17 M4.5 17h15v3.5h-15z M12 3.5v1.5 M4.5 6l1.4 1.2 M19.5 6l-1.4 1.2 M12 11.5v2.5',
  people:
    'M9 11.5a3.6 3.6 0 1 0 0-7.2 3.6 3.6 0 0 0 0 7.2z M2.8 20v-1.2A4.3 4.3 0 0 1 7 14.5h4a4.3 4.3 0 0 1 4.2 4.3V20 M15.6 4.6a3.6 3.6 0 0 1 0 6.6 M18 14.9a4.3 4.3 0 0 1 3.2 4.1v1',
  heart: 'M12 20S3.5 15 3.5 9.2A4.6 4.6 0 0 1 12 6.8a4.6 4.6 0 0 1 8.5 2.4C20.5 15 12 20 12 20z',
  document: 'M6 3.5h8.5L19 8v12.5H6z M14 3.8V8.5h4.7 M9 12.5h6.5 M9 16h6.5',
  database: 'M5 4.5h14v15H5z M5 9.5h14 M5 14.5h14 M8.2 7h.1 M8.2 12h.1 M8.2 17h.1',
  search: 'M10.8 17.3a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13z M15.6 15.6 20.5 20.5',
  chevronDown: 'M6 9.5l6 6 6-6',
  chevronRight: 'M9.5 6l6 6-6 6',
  download: 'M12 4v10.5 M8 11l4 4 4-4 M4.5 15.5V20h15v-4.5',
  upload: 'M12 15V4.5 M8 8l4-4 4 4 M4.5 15.5V20h15v-4.5',
  plus: 'M12 4.5v15 M4.5 12h15',
  pencil: 'M5 16.5 16 5.5l3 3L8 19.5H5z M4 22h16',
  phone:
    'M5.5 4.5h4l1.5 4.5-2.2 1.8a11 11 0 0 0 4.9 4.9l1.8-2.2 4.5 1.5v4a1.5 1.5 0 0 1-1.6 1.5A16 16 0 0 1 4 6.1a1.5 1.5 0 0 1 1.5-1.6z',
  message: 'M4 5h16v11.5H10.5L6 20.5v-4H4z',
  mail: 'M3.5 5.5h17v13h-17z M4 6.5l8 6.5 8-6.5',
  cart: 'M3 4h2.5l2.3 11.5h9.9L20 7.5H6.3 M9.5 20h.1 M16.5 20h.1',
  truck:
    'M3 6.5h11v10H3z M14 10h4l3 3.5v3h-7z M7 19.5a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6z M17 19.5a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6z',
  smile: 'M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17z M8.5 14a4.3 4.3 0 0 0 7 0 M9 9.5v.5 M15 9.5v.5',
  alert: 'M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17z M12 7.5v5.5 M12 16.2v.3',
  clock: 'M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17z M12 7.5V12l3.5 2',
  wallet: 'M4 6.5h14V4.5H5.5A1.5 1.5 0 0 0 4 6v12.5A1.5 1.5 0 0 0 5.5 20H20V7.5h-2 M16 13.5h.1',
  returned: 'M8.5 5 4.5 9l4 4 M5 9h9.5a5 5 0 0 1 0 10H9',
  inbox: 'M4 13.5 6.5 4.5h11L20 13.5v6H4z M4 13.5h5l1 2.5h4l1-2.5h5',
  filter: 'M4 5h16l-6 7.5V20l-4-2v-5.5z',
  unlinked: 'M9 15l-2.5 2.5a3.5 3.5 0 0 1-5-5L5 9 M15 9l2.5-2.5a3.5 3.5 0 0 1 5 5L19 15 M4 4l16 16',
  lock: 'M5.5 10.5h13v9.5h-13z M8.5 10.5V8a3.5 3.5 0 0 1 7 0v2.5',
  refresh: 'M19.5 12a7.5 7.5 0 1 1-2.3-5.4L19.5 9 M19.5 4.5V9H15',
  close: 'M6 6l12 12 M18 6 6 18',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  menu: 'M4 6.5h16 M4 12h16 M4 17.5h16',
  signOut: 'M14.5 4.5H5v15h9.5 M10.5 12H21 M17.5 8.5 21 12l-3.5 3.5',
  key: 'M8 16.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9z M12.5 12H21v3.5 M17.5 12v2.5',
  globe: 'M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17z M3.5 12h17 M12 3.5c5 5 5 12 0 17 M12 3.5c-5 5-5 12 0 17',
  person: 'M12 11.5a4 4 0 1 0 0-8 4 4 0 0 0 0 8z M4.5 20.5v-1a5 5 0 0 1 5-5h5a5 5 0 0 1 5 5v1',
  note: 'M5 4h14v10.5L14 20H5z M14 20v-5.5h5 M8.5 8.5h7 M8.5 12h4',
  tag: 'M4 4.5h8L20.5 13 13 20.5 4 12z M8.2 8.5h.1',
  dots: 'M12 5.5v.1 M12 12v.1 M12 18.5v.1',
  arrowRight: 'M4.5 12h15 M14 6.5l5.5 5.5-5.5 5.5',
} as const;

export type IconName = keyof typeof PATHS;

/** Decorative: the word beside it carries the meaning, so screen readers skip it. */
export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg
      className="icon"
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={size > 20 ? 1.5 : 1.8}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
