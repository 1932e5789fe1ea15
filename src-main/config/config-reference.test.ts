import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { configReference } from './config-reference.ts'

const Schema = z.strictObject({
  gateway: z
    .strictObject({
      port: z.number().int().min(1).max(9).default(4).meta({ description: 'Where it listens.', restart: true }),
      limits: z.strictObject({ share: z.number().gt(0).max(1).default(0.5) }).prefault({}),
    })
    .prefault({})
    .meta({ description: 'The door.' }),
  venue: z.strictObject({
    kind: z.enum(['paper', 'live']).default('paper'),
    speed: z.union([z.number().positive(), z.literal('max')]).default('max'),
    cash: z.string().regex(/^\d+(\.\d+)?$/),
    name: z.string().regex(/^a|b$/).default('a'),
    free: z.string().default(''),
    hosts: z.array(z.string()).default([]),
    on: z.boolean().default(true),
    size: z.number().lt(5).default(1),
  }),
})

const page = configReference(Schema)
/** Without the spaces that align the columns. */
const rows = page
  .replaceAll(/ {2,}/g, ' ')
  .split('\n')
  .filter((line) => line.startsWith('| `'))

describe('configReference', () => {
  it('has a heading and its description for each section', () => {
    expect(page).toContain('## gateway\n\nThe door.\n\n| key ')
    expect(page).toContain('## venue\n\n| key ')
  })

  it('aligns its columns', () => {
    const tables = page.split('\n\n').filter((part) => part.startsWith('|'))
    expect(tables).toHaveLength(2)
    for (const table of tables) {
      expect(
        new Set(
          table
            .trim()
            .split('\n')
            .map((line) => line.length),
        ).size,
      ).toBe(1)
    }
  })

  it.each([
    ['gateway.port', '`4` | whole number, 1 to 9 | `WHEELHOUSE_GATEWAY_PORT` | after a restart | Where it listens.'],
    ['gateway.limits.share', '`0.5` | number, above 0 to 1 | `WHEELHOUSE_GATEWAY_LIMITS_SHARE` | at once | '],
    ['venue.kind', '`"paper"` | `"paper"`, `"live"` |'],
    ['venue.speed', '`"max"` | number, above 0, or `"max"` |'],
    ['venue.cash', 'none | decimal number as text |'],
    ['venue.name', '`"a"` | text that matches `^a\\|b$` |'],
    ['venue.free', '`""` | text |'],
    ['venue.hosts', '`[]` | list of text |'],
    ['venue.on', '`true` | `true`, `false` |'],
    ['venue.size', '`1` | number, below 5 |'],
  ])('says of %s what there is to know', (key, text) => {
    expect(rows.find((row) => row.startsWith(`| \`${key}\` |`))).toContain(`| \`${key}\` | ${text}`)
  })

  it('leaves no key out', () => {
    expect(rows).toHaveLength(10)
  })
})
