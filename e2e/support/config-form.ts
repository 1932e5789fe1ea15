import { expect, type Locator, type Page } from '@playwright/test'

/** The configuration by the words that its user sees: its form, and the versions before. */
export class ConfigForm {
  readonly page: Page
  readonly panel: Locator
  readonly form: Locator

  constructor(page: Page) {
    this.page = page
    this.panel = page.getByRole('main').getByRole('tabpanel', { name: 'Configuration', exact: true })
    this.form = this.panel.getByRole('form', { name: 'Configuration' })
  }

  field(name: string): Locator {
    return this.form.getByRole('textbox', { name, exact: true })
  }

  /** The keys that saving would change. */
  get changes(): Locator {
    return this.form.getByRole('list', { name: 'Changes' }).getByRole('listitem')
  }

  get save(): Locator {
    return this.form.getByRole('button', { name: /^Save \d+ changes?$/ })
  }

  /** Lines that saving would take away and put in, as the difference shows them. */
  async difference(scope: Locator = this.form): Promise<{ readonly gone: string[]; readonly come: string[] }> {
    const lines = scope.getByRole('table').getByRole('row')
    const of = async (mark: '-' | '+'): Promise<string[]> =>
      (await lines.allTextContents()).flatMap((text) => {
        const match = new RegExp(`^\\d+\\${mark}(.*)$`).exec(text)
        return match?.[1] === undefined ? [] : [match[1].trim().replace(/,$/, '')]
      })
    return { gone: await of('-'), come: await of('+') }
  }

  async openTab(name: 'Settings' | 'History'): Promise<void> {
    await this.panel.getByRole('tab', { name, exact: true }).click()
    await expect(this.panel.getByRole('tab', { name, exact: true })).toHaveAttribute('aria-selected', 'true')
  }

  /** The line of a version of before. */
  version(number: number): Locator {
    return this.panel
      .getByRole('grid', { name: 'Versions of the configuration' })
      .getByRole('row')
      .filter({ has: this.page.getByRole('rowheader', { name: `v${number}`, exact: true }) })
  }
}
