import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect } from '../support/fixtures.ts'
import { layoutFaults } from '../support/layout-check.ts'

const FOLDER = join(import.meta.dirname, '../../docs/screenshots')

export type Theme = 'dark' | 'light'

export interface Size {
  readonly width: number
  readonly height: number
}

export const SIZES: readonly Size[] = [
  { width: 1280, height: 720 },
  { width: 1600, height: 1000 },
  { width: 2560, height: 1440 },
]
export const USUAL: Size = { width: 1600, height: 1000 }

/** Takes a picture of the whole window, once its layout is in order. */
export async function takePicture(page: Page, name: string): Promise<void> {
  await expect.poll(() => layoutFaults(page), { message: `layout of ${name}` }).toEqual([])
  await page.screenshot({ path: join(FOLDER, `${name}.png`), animations: 'disabled' })
}

export async function setTheme(page: Page, theme: Theme): Promise<void> {
  await page.emulateMedia({ colorScheme: theme })
  await expect(page.locator('html')).toHaveAttribute('data-theme', theme)
}
