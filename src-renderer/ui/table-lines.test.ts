import { describe, expect, it } from 'vitest'
import { rowAfterKey, tableLines, type TreeRow } from './table-lines.ts'

interface Part {
  readonly name: string
  readonly phase: string
}

const part = (name: string, children: readonly TreeRow<Part>[] = []): TreeRow<Part> => ({
  id: name,
  row: { name, phase: name.slice(0, 1) },
  children,
})

const rows = [part('a1', [part('a2', [part('a3')]), part('a4')]), part('b1'), part('a5')]

const textOf = (lines: ReturnType<typeof tableLines<Part>>): string[] =>
  lines.map((line) => {
    if (line.kind === 'group') return `# ${line.id.slice(6)}`
    if (line.kind === 'detail') return `: ${JSON.stringify(line.content)}`
    return `${'  '.repeat(line.level)}${line.id}${line.expanded === undefined ? '' : line.expanded ? ' -' : ' +'}`
  })

describe('lines of a table', () => {
  it('are rows with those under them', () => {
    expect(textOf(tableLines(rows, { collapsed: [] }))).toEqual(['a1 -', '  a2 -', '    a3', '  a4', 'b1', 'a5'])
  })

  it('leave out what is folded away', () => {
    expect(textOf(tableLines(rows, { collapsed: ['a2'] }))).toEqual(['a1 -', '  a2 +', '  a4', 'b1', 'a5'])
    expect(textOf(tableLines(rows, { collapsed: ['a1', 'gone'] }))).toEqual(['a1 +', 'b1', 'a5'])
  })

  it('stand under the headings of their groups, in the order in which those first appear', () => {
    const groupOf = ({ phase }: Part) => ({ id: phase, label: phase })
    expect(textOf(tableLines(rows, { collapsed: ['a1'], groupOf }))).toEqual(['# a', 'a1 +', 'a5', '# b', 'b1'])
  })

  it('have more about a row under it, before the rows that belong to it', () => {
    const detailOf = ({ name }: Part) => (name === 'a1' || name === 'a4' ? `about ${name}` : undefined)
    expect(textOf(tableLines(rows.slice(0, 1), { collapsed: [], detailOf }))).toEqual([
      'a1 -',
      ': "about a1"',
      '  a2 -',
      '    a3',
      '  a4',
      ': "about a4"',
    ])
    expect(tableLines(rows.slice(1, 2), { collapsed: [], detailOf: () => null })).toHaveLength(1)
  })
})

describe('a key in the rows of a table', () => {
  const groupOf = ({ phase }: Part) => ({ id: phase, label: phase })
  // # a, a1, a5, # b, b1
  const lines = tableLines(rows, { collapsed: ['a1'], groupOf })
  it.each([
    ['ArrowDown', 1, 2],
    ['ArrowDown', 2, 4],
    ['ArrowDown', 4, undefined],
    ['ArrowUp', 4, 2],
    ['ArrowUp', 1, undefined],
    ['Home', 4, 1],
    ['End', 1, 4],
    ['PageDown', 1, 2],
    ['PageUp', 4, 2],
    ['x', 1, undefined],
  ])('%s leads from line %i to %s, past headings', (key, from, to) => {
    expect(rowAfterKey(lines, from, { key, pageRows: 2 })).toBe(to)
  })
})
