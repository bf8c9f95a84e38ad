import { useTranslation } from 'react-i18next';

/** More columns than this are too narrow to read. */
const COLUMNS_SHOWN = 10;

interface SampleTableProps {
  readonly headings: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Headings that must be among those shown, because they are imported. */
  readonly wanted?: ReadonlySet<string>;
}

/** Rows as the file has them. */
export function SampleTable({ headings, rows, wanted = new Set() }: SampleTableProps) {
  const { t } = useTranslation();
  const columns = shownColumns(headings, wanted);
  const lines = rows.map((cells, index) => ({ cells, key: `row ${index}` }));
  return (
    <section className="import-sample" aria-label={t('imports.preview.sample')}>
      <table>
        <thead>
          <tr>
            {columns.map(({ heading, key }) => (
              <th key={key} scope="col" title={heading}>
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map(({ cells, key: line }) => (
            <tr key={line}>
              {columns.map(({ index, key }) => (
                <td key={key} title={cells[index] ?? ''}>
                  {cells[index] ?? ''}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function shownColumns(headings: readonly string[], wanted: ReadonlySet<string>) {
  const all = headings.map((heading, index) => ({ heading, index, key: `column ${index}` }));
  const first = all.filter(({ heading }) => wanted.has(heading));
  const others = all.filter(({ heading }) => !wanted.has(heading));
  const shown = [...first, ...others].slice(0, COLUMNS_SHOWN);
  return shown.toSorted((left, right) => left.index - right.index);
}
