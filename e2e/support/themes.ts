import { expect, type Page } from '@playwright/test'

export const THEMES = ['dark', 'light', 'contrast'] as const
export type Theme = (typeof THEMES)[number]

/** Has the system ask for a theme: the window follows it as long as none was chosen. */
export async function setTheme(page: Page, theme: Theme): Promise<void> {
  await page.emulateMedia({
    colorScheme: theme === 'light' ? 'light' : 'dark',
    contrast: theme === 'contrast' ? 'more' : 'no-preference',
  })
  await expect(page.locator('html')).toHaveAttribute('data-theme', theme)
}
