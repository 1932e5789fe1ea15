import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { DENIAL_CODES } from './denial-codes.ts'
import { type GuardConfig, GuardsConfig } from './guards/guard-config.ts'
import { limitOf, unitOf } from './guards/guard-kinds.ts'

const PAGE = readFileSync(new URL('../../docs/risk.md', import.meta.url), 'utf8')

/** A Markdown table whose columns are as wide as their widest cell, as the formatter wants it. */
function tableOf(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  const lines = rows.map((row) => `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`)
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`
  return [lines[0], rule, ...lines.slice(1)].join('\n')
}

function denialTable(): string {
  return tableOf([['code', 'when'], ...DENIAL_CODES.map(({ code, meaning }) => [`\`${code}\``, meaning])])
}

function limitText(guard: GuardConfig): string {
  const limit = limitOf(guard)
  return unitOf(guard.kind) === 'fraction' ? `${limit * 100} %` : `${limit} ${unitOf(guard.kind)}`
}

function guardTable(): string {
  const rows = Object.entries(GuardsConfig.parse({})).map(([id, guard]) => [
    `\`${id}\``,
    guard.scope,
    limitText(guard),
    guard.action,
    guard.rearm === 'duration' ? `after ${guard.rearmMinutes} min` : guard.rearm,
  ])
  return tableOf([['guard', 'scope', 'limit', 'action', 'armed again'], ...rows])
}

describe('the codes of denials', () => {
  it('are each given once, stable in form, with a meaning', () => {
    const codes = DENIAL_CODES.map(({ code }) => code)
    expect(new Set(codes).size).toBe(codes.length)
    for (const { code, meaning } of DENIAL_CODES) {
      expect(code).toMatch(/^[A-Z]+(_[A-Z]+)*$/)
      expect(meaning).toMatch(/^[A-Z].*[.]$/)
    }
  })
})

describe('the page on risk', () => {
  it('lists every code of a denial as the rules have it', () => {
    expect(PAGE).toContain(denialTable())
  })

  it('lists the guards that are on by default with their numbers', () => {
    expect(PAGE).toContain(guardTable())
  })
})
