import { defineConfig } from '@playwright/test'
import specs from './playwright.config.ts'

/** Takes the pictures of `docs/screenshots`. */
export default defineConfig({
  ...specs,
  testDir: 'e2e/screenshots',
  testMatch: '*.pictures.ts',
  timeout: 600_000,
  projects: [{ name: 'pictures' }],
})
