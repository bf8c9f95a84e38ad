import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createWorld, type World } from '../../test/world.ts';
import { copyIn, copyNumbersOut, copyOut, copyTextIn, rowText } from './copy.ts';
import { numberRows } from './copy-binary.ts';

const RUNS = import.meta.env.MODE === 'long' ? 1_000 : 40;
const columns = ['t', 'i8', 'f8', 'b', 'd', 'at', 'u', 'a', 'i2', 'i4', 'f4'];

const anyText = fc.string({
  unit: fc.oneof(
    fc.constantFrom('\\', '\t', '\n', '\r', 'N', '"', ','),
    fc.string({ minLength: 1, maxLength: 1, unit: 'binary' }),
  ),
});
const text = anyText.map((value) => value.replaceAll('\0', '').toWellFormed());
const moment = fc.date({
  min: new Date('1900-01-01T00:00:00Z'),
  max: new Date('2200-01-01T00:00:00Z'),
  noInvalidDate: true,
});
const row = fc.tuple(
  fc.option(text),
  fc.option(fc.maxSafeInteger()),
  fc.option(fc.double({ noNaN: true })),
  fc.option(fc.boolean()),
  fc.option(moment.map((at) => at.toISOString().slice(0, 10))),
  fc.option(moment),
  fc.option(fc.uuid()),
  fc.option(fc.array(fc.option(text), { maxLength: 4 })),
  fc.option(fc.integer({ min: -32_768, max: 32_767 })),
  fc.option(fc.integer()),
  fc.option(fc.float({ noNaN: true })),
);

describe('bulk copy', () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  afterAll(() => world.close());

  const inTable = <T>(work: (trx: Parameters<typeof copyTextIn>[0]) => Promise<T>): Promise<T> =>
    world.db.transaction().execute(async (trx) => {
      await sql`create temp table round_trip (n serial, t text, i8 bigint, f8 double precision, b boolean, d date,
        at timestamptz, u uuid, a text[], i2 smallint, i4 integer, f4 real) on commit drop`.execute(trx);
      return work(trx);
    });

  test('what goes in comes out, whatever the text', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 30 }), async (rows) => {
        const found = await inTable(async (trx) => {
          expect(
            await copyTextIn(
              trx,
              'round_trip',
              columns,
              rows.map((each) => Buffer.from(rowText(each))),
            ),
          ).toBe(rows.length);
          const query = sql`select t, i8, f8, b, d, at, u, array_to_json(a)::text, i2, i4, f4 from round_trip order by n`;
          const kinds = [
            'text',
            'int8',
            'float8',
            'bool',
            'date',
            'timestamptz',
            'uuid',
            'text',
            'int2',
            'int4',
            'float4',
          ] as const;
          return collected(copyOut(trx, query, kinds));
        });
        const expected = rows.map((each) =>
          each.map((value, index) => (index === 7 && value ? JSON.stringify(value) : value)),
        );
        expect(
          found.map((each) =>
            each.map((value, index) =>
              index === 7 && typeof value === 'string' ? JSON.stringify(JSON.parse(value)) : value,
            ),
          ),
        ).toEqual(expected);
      }),
      { numRuns: RUNS },
    );
  });

  test('rows are found whatever the chunks of the wire are', async () => {
    const whole = await inTable(async (trx) => {
      await copyTextIn(trx, 'round_trip', ['i8', 'f8'], [Buffer.from('1\t0.5\n2\t\\N\n-3\t1e300\n')]);
      const values: number[][] = [];
      const query = sql`select i8, f8, date '2026-11-23', timestamptz '2026-11-23 01:00Z', ${-7}::int2 from round_trip order by n`;
      expect(
        await copyNumbersOut(trx, query, ['int8', 'float8', 'date', 'timestamptz', 'int2'], (found) =>
          values.push([...found]),
        ),
      ).toBe(3);
      return values;
    });
    const day = Date.UTC(2026, 10, 23) / 86_400_000;
    const at = Date.UTC(2026, 10, 23, 1);
    expect(whole).toEqual([
      [1, 0.5, day, at, -7],
      [2, Number.NaN, day, at, -7],
      [-3, 1e300, day, at, -7],
    ]);
    const wire = binary([[1], [null], [-2]]);
    for (let cut = 0; cut <= wire.length; cut++) {
      const values: number[] = [];
      const rows = numberRows(['int4'], (found) => values.push(...found));
      rows.take(wire.subarray(0, cut));
      rows.take(wire.subarray(cut));
      expect(values).toEqual([1, Number.NaN, -2]);
    }
  });

  test('a bigint beyond 2^53 is refused, not rounded', async () => {
    const query = sql`select 9007199254740993::bigint`;
    await expect(inTable((trx) => copyNumbersOut(trx, query, ['int8'], () => {}))).rejects.toMatchObject({
      code: 'number_too_large',
    });
  });

  test('a reader may stop early, and a failing source undoes everything', async () => {
    await inTable(async (trx) => {
      const query = sql`select generate_series(1, 100000)`;
      for await (const [number] of copyOut(trx, query, ['int4'])) if (number === 3) break;
      expect((await sql`select 1 as one`.execute(trx)).rows).toEqual([{ one: 1 }]);
    });
    const failing = function* () {
      yield ['x'];
      throw new Error('the file ended');
    };
    await expect(inTable((trx) => copyIn(trx, 'import_map', ['name'], failing()))).rejects.toThrow('the file ended');
    expect((await sql`select 1 as one`.execute(world.db)).rows).toEqual([{ one: 1 }]);
  });
});

async function collected<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const list: Item[] = [];
  for await (const item of items) list.push(item);
  return list;
}

/** COPY's binary format of rows of one int4. */
function binary(rows: readonly (readonly [number | null])[]): Buffer {
  const parts = [Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1'), Buffer.alloc(8)];
  for (const [value] of rows) {
    const field = Buffer.alloc(value === null ? 6 : 10);
    field.writeInt16BE(1, 0);
    field.writeInt32BE(value === null ? -1 : 4, 2);
    if (value !== null) field.writeInt32BE(value, 6);
    parts.push(field);
  }
  const end = Buffer.alloc(2);
  end.writeInt16BE(-1);
  return Buffer.concat([...parts, end]);
}
