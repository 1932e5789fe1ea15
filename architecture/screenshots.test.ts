import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ROOT } from './source-files.ts'

const PAGES = [
  'README.md',
  ...readdirSync(join(ROOT, 'docs')).flatMap((name) => (name.endsWith('.md') ? [`docs/${name}`] : [])),
]

/** Pictures that a page names, wherever it stands. */
const namedIn = (page: string): string[] =>
  [...readFileSync(join(ROOT, page), 'utf8').matchAll(/\bscreenshots\/([\w.-]+\.png)\b/g)].flatMap(
    ([, name]) => name ?? [],
  )

describe('pictures of the documentation', () => {
  const named = new Set(PAGES.flatMap(namedIn))
  const there = new Set(readdirSync(join(ROOT, 'docs/screenshots')))

  it('has every picture that a page names', () => {
    expect([...named].filter((name) => !there.has(name))).toEqual([])
  })

  it('has no picture that no page names', () => {
    expect([...there].filter((name) => !named.has(name))).toEqual([])
  })

  it('shows each layout in both themes and every size', () => {
    const layouts = ['trade', 'research', 'operate'].flatMap((layout) =>
      ['dark', 'light'].flatMap((theme) =>
        ['1280x720', '1600x1000', '2560x1440'].map((size) => `${layout}-${theme}-${size}.png`),
      ),
    )
    expect(layouts.filter((name) => !there.has(name))).toEqual([])
  })
})
