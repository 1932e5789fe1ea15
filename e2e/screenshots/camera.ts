import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { expect } from '../support/fixtures.ts'
import { layoutFaults } from '../support/layout-check.ts'

const ROOT = join(import.meta.dirname, '../..')
/** Pictures that the documentation shows. */
const SHOWN = join(ROOT, 'docs/screenshots')
/** Pictures that are only looked at: they are not kept. */
const LOOKED_AT = join(ROOT, 'test-results/pictures')

export interface PictureOptions {
  /** A part of the window; all of it unless said. */
  readonly of?: Locator
  /** Kept, and so shown by the documentation, unless it is only to be looked at. */
  readonly kept?: boolean
}

/** Takes a picture, once the layout of the whole window is in order. */
export async function takePicture(page: Page, name: string, { of, kept = true }: PictureOptions = {}): Promise<void> {
  await expect.poll(() => layoutFaults(page), { message: `layout of ${name}` }).toEqual([])
  const path = join(kept ? SHOWN : LOOKED_AT, `${name}.png`)
  await (of ?? page).screenshot({ path, animations: 'disabled', caret: 'hide', scale: 'css' })
}

/** Closes what was told, moves the pointer to where it changes nothing, and waits until nothing is still to come. */
export async function settle(page: Page): Promise<void> {
  const toasts = page.locator('.toast')
  await expect(async () => {
    for (const toast of await toasts.all()) await toast.locator('.toast-close').click({ timeout: 1_000 })
    await expect(toasts).toHaveCount(0, { timeout: 500 })
  }).toPass()
  await page.locator('.top-bar-mark').hover()
  await expect(page.locator('.skeleton-bar'), 'places of what is still to come').toHaveCount(0)
}
