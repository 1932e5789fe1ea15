import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { setTheme, type Theme, THEMES } from './themes.ts'

/** Spans that Base UI puts around what floats, to keep the focus inside: the focus passes on, a reader never stops there. */
const FOCUS_GUARDS = '[data-base-ui-focus-guard]'

const COUNTED: ReadonlySet<string | null | undefined> = new Set(['serious', 'critical'])

export interface AxeOptions {
  /** Only what is inside, by a selector; the whole page unless said. */
  readonly within?: string
  /** A theme changes colours and nothing else: all rules are asked in the first one, contrast in every one. */
  readonly themes?: readonly Theme[]
}

/** Serious and critical findings on what is shown now, in every theme, in words. Leaves the page in the first theme. */
export async function axeFindings(
  page: Page,
  name: string,
  { within, themes = THEMES }: AxeOptions = {},
): Promise<string[]> {
  const findings: string[] = []
  for (const [index, theme] of themes.entries()) {
    await setTheme(page, theme)
    const builder = new AxeBuilder({ page, ...(await alreadyThere(page)) })
      .setLegacyMode(true)
      .options({ resultTypes: ['violations'] })
      .exclude(FOCUS_GUARDS)
    if (within !== undefined) builder.include(within)
    if (index > 0) builder.withRules(['color-contrast'])
    const { violations } = await builder.analyze()
    for (const { id, impact, nodes } of violations.filter((violation) => COUNTED.has(violation.impact))) {
      for (const { target, html, failureSummary } of nodes) {
        findings.push(
          `${name}, ${theme}: ${impact} ${id} at ${target.join(' ')}\n  ${html.slice(0, 200)}\n  ${failureSummary ?? ''}`,
        )
      }
    }
  }
  if (themes.length > 1) await setTheme(page, themes[0] ?? 'dark')
  return findings
}

/** Half a megabyte that a page needs to be given only once. */
async function alreadyThere(page: Page): Promise<{ axeSource?: string }> {
  return (await page.evaluate(() => 'axe' in window)) ? { axeSource: 'void 0' } : {}
}
