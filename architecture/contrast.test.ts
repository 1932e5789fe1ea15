import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ROOT } from './source-files.ts'

const sheet = ['ui/tokens.css', 'chart/chart-tokens.css']
  .map((path) => readFileSync(join(ROOT, 'src-renderer', path), 'utf8'))
  .join('\n')

const THEMES = ['dark', 'light', 'contrast'] as const
const COLOURS = ['green-red', 'red-green', 'blue-orange'] as const

/** Tokens of the rules whose selectors all of the conditions allow, later ones over earlier ones. */
function tokensOf(...conditions: readonly string[]): ReadonlyMap<string, string> {
  const plain = sheet.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/@media[^{]*\{[\s\S]*?\}\s*\}/g, '')
  const tokens = new Map<string, string>()
  for (const [, selectors = '', body = ''] of plain.matchAll(/([^{}]+)\{([^}]*)\}/g)) {
    if (!selectors.split(',').some((selector) => conditions.includes(selector.trim()))) continue
    for (const [, name = '', value = ''] of body.matchAll(/(--[\w-]+):\s*([^;]+);/g)) tokens.set(name, value.trim())
  }
  return tokens
}

/** Relative luminance of `#rrggbb` after WCAG 2.2, from 0 for black to 1 for white. */
function luminance(colour: string): number {
  const channel = (at: number): number => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
}

/** Contrast of two colours after WCAG 2.2, from 1 to 21. */
function contrastRatio(first: string, second: string): number {
  const [darker = 0, lighter = 0] = [luminance(first), luminance(second)].toSorted((left, right) => left - right)
  return (lighter + 0.05) / (darker + 0.05)
}

function colourOf(tokens: ReadonlyMap<string, string>, name: string): string {
  const value = tokens.get(`--${name}`) ?? ''
  const [, reference] = /^var\(--([\w-]+)\)$/.exec(value) ?? []
  if (reference !== undefined) return colourOf(tokens, reference)
  if (!/^#[\da-f]{6}$/.test(value)) throw new Error(`--${name} is no plain colour: ${value}`)
  return value
}

const looks = THEMES.flatMap((theme) =>
  COLOURS.map((colours) => {
    const tokens = tokensOf(':root', `[data-theme="${theme}"]`, '[data-theme]', `[data-colours="${colours}"]`)
    const colour = (name: string): string => colourOf(tokens, name)
    const ratio = (text: string, surface: string): number => contrastRatio(colour(text), colour(surface))
    return { look: `${theme}, ${colours}`, theme, colour, ratio }
  }),
)

const AA_TEXT = 4.5
const AAA_TEXT = 7
const AA_GRAPHICS = 3

describe.each(looks)('$look', ({ ratio, theme }) => {
  it.each(['text1', 'text2', 'text3', 'accent', 'up', 'down', 'warn', 'danger', 'paper', 'live', 'good'])(
    '%s can be read on panels, fields and selected rows',
    (text) => {
      expect(['bg1', 'bg2', 'bg3'].filter((surface) => ratio(text, surface) < AA_TEXT)).toEqual([])
    },
  )

  it.each(['text1', 'text2'])('%s can be read on a chosen segment', (text) => {
    expect(ratio(text, 'bg4')).toBeGreaterThanOrEqual(AA_TEXT)
  })

  it.each(['primary', 'buy', 'sell', 'live'])('the text on a fill of %s can be read', (fill) => {
    expect(ratio('on-fill', `fill-${fill}`)).toBeGreaterThanOrEqual(AA_TEXT)
  })

  it.each([
    ['accent', 'tint-accent'],
    ['up', 'tint-up'],
    ['down', 'tint-down'],
    ['good', 'tint-good'],
    ['warn', 'tint-warn'],
    ['danger', 'tint-danger'],
    ['paper', 'tint-paper'],
  ])('%s can be read on its tint, and so can text', (text, tint) => {
    expect([text, 'text1', 'text2'].filter((each) => ratio(each, tint) < AA_TEXT)).toEqual([])
  })

  it.each([
    'ctl',
    'candle-up',
    'candle-down',
    'ema-fast',
    'ema-slow',
    ...['blue', 'green', 'amber', 'violet'].map((link) => `link-${link}`),
    ...[1, 2, 3, 4, 5, 6, 7, 8].map((number) => `series-${number}`),
  ])('%s can be seen on a panel', (graphic) => {
    expect(ratio(graphic, 'bg1')).toBeGreaterThanOrEqual(AA_GRAPHICS)
  })

  it.each(['gap-bullish', 'gap-bearish', 'order-block', 'liquidity'])('the label of %s can be read', (mark) => {
    expect(ratio(mark, 'bg1')).toBeGreaterThanOrEqual(AA_TEXT)
  })

  it('holds more in high contrast', () => {
    if (theme !== 'contrast') return
    const texts = ['text1', 'text2', 'text3', 'accent', 'up', 'down', 'warn', 'danger']
    expect(texts.filter((text) => ratio(text, 'bg1') < AAA_TEXT)).toEqual([])
  })
})

describe('the themes', () => {
  it('define the same tokens', () => {
    const names = THEMES.map((theme) => [...tokensOf(`[data-theme="${theme}"]`).keys()].toSorted())
    expect(names[1]).toEqual(names[0])
    expect(names[2]).toEqual(names[0])
  })
})

describe('a contrast', () => {
  it('goes from one to twenty-one', () => {
    expect(contrastRatio('#000000', '#ffffff')).toBeCloseTo(21)
    expect(contrastRatio('#ffffff', '#000000')).toBeCloseTo(21)
    expect(contrastRatio('#5aa2f7', '#5aa2f7')).toBe(1)
    expect(contrastRatio('#e7eaed', '#101316')).toBeCloseTo(15.4, 1)
  })
})
