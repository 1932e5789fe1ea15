import { expect, test } from '../support/fixtures.ts'

const METHODS = new Set(['get', 'put', 'post', 'delete', 'patch'])

test('the page of the interface lists every operation of its document', async ({ engine, page }) => {
  const document = (await (await fetch(`${engine.address}/api/openapi.json`)).json()) as {
    paths: Record<string, Record<string, unknown>>
  }
  const operations = Object.values(document.paths).flatMap((path) =>
    Object.keys(path).filter((key) => METHODS.has(key)),
  )
  await page.goto(`${engine.address}/api/docs`)
  expect(operations.length).toBeGreaterThan(20)
  await expect(page.locator('.opblock')).toHaveCount(operations.length)

  await page.locator('.opblock').filter({ hasText: '/orders/preview' }).getByRole('button').first().click()
  await expect(page.locator('.opblock.is-open')).toContainText('stopLossPrice')
})
