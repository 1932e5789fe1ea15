import { readFile } from 'node:fs/promises'
import { expect, type Locator, type Page } from '@playwright/test'

/** A table of the window, its head with the columns and the tools over it, by the words that its user sees. */
export class DataGrid {
  readonly page: Page
  readonly table: Locator
  /** The head of the panel that shows it. */
  readonly head: Locator

  /** @param head - `workbench.group('Orders')`. */
  constructor(head: Locator, name: string) {
    this.page = head.page()
    this.head = head
    this.table = head.getByRole('grid', { name, exact: true })
  }

  /** Rows of values, without headings between them. */
  get rows(): Locator {
    return this.table.locator('tbody tr[data-row-id]')
  }

  row(words: string | RegExp): Locator {
    return this.rows.filter({ hasText: words })
  }

  /** What the rows say in one column, from the first row to the last, all of one moment. */
  async column(label: string): Promise<string[]> {
    return this.table.evaluate((table, wanted) => {
      const place = [...table.querySelectorAll('thead th')].findIndex(
        (head) => (head.querySelector('button')?.getAttribute('aria-label') ?? head.textContent) === wanted,
      )
      if (place === -1) throw new Error(`no column "${wanted}" in ${table.querySelector('thead')?.textContent}`)
      const rows = [...table.querySelectorAll<HTMLTableRowElement>('tbody tr[data-row-id]')]
      return rows.map((row) => row.cells[place]?.textContent ?? '')
    }, label)
  }

  columnHead(label: string): Locator {
    return this.table.getByRole('columnheader', { name: label, exact: true })
  }

  /** Sorts by a column, or turns its order round. */
  async sortBy(label: string, order: 'ascending' | 'descending'): Promise<void> {
    await this.columnHead(label).getByRole('button').click()
    await expect(this.columnHead(label)).toHaveAttribute('aria-sort', order)
  }

  /** Shows or hides columns by the menu in the head. */
  async chooseColumns(wanted: Readonly<Record<string, boolean>>): Promise<void> {
    await this.head.getByRole('button', { name: 'Columns', exact: true }).click()
    for (const [label, checked] of Object.entries(wanted)) {
      const entry = this.page.getByRole('menuitemcheckbox', { name: label, exact: true })
      await entry.click()
      await expect(entry).toBeChecked({ checked })
    }
    await this.page.keyboard.press('Escape')
    await expect(this.page.getByRole('menu')).toHaveCount(0)
  }

  /** Shows only the instrument of the window, or all of them again. */
  async showOnlyInstrument(symbol: string, on: boolean): Promise<void> {
    const filter = this.head.getByRole('button', { name: `Only ${symbol}, the instrument of the window` })
    await filter.click()
    await expect(filter).toHaveAttribute('aria-pressed', String(on))
  }

  /** The file that the export button gives: its name, and its cells line by line. */
  async export(): Promise<{ readonly name: string; readonly lines: string[][] }> {
    const { name, text } = await downloadBy(this.head.getByRole('button', { name: 'Export what is shown as CSV' }))
    return { name, lines: text.trimEnd().split('\r\n').map(cellsOf) }
  }
}

/** Presses a button that hands a file to the browser, and reads the file. */
export async function downloadBy(button: Locator): Promise<{ readonly name: string; readonly text: string }> {
  const coming = button.page().waitForEvent('download')
  await button.click()
  const download = await coming
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') }
}

/** Cells of a line of comma separated values. */
function cellsOf(line: string): string[] {
  const cells = line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)
  return [...cells].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '')
}
