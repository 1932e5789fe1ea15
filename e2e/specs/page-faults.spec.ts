import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { BY_HAND, expect, test } from '../support/fixtures.ts'

test.use({ engineOptions: { config: BY_HAND } })

test('what goes wrong in a page is noted, whichever page it is and whatever goes wrong', async ({
  context,
  engine,
  page,
  pageFaults,
  workbench,
}) => {
  await workbench.open(engine)
  const other = await context.newPage()
  await other.goto(engine.url)
  await expect(other.getByRole('main', { name: 'Workspace' })).toBeVisible()
  expect(pageFaults.unexpected).toEqual([])

  for (const each of [page, other]) {
    const before = pageFaults.unexpected.length
    await each.evaluate(() => {
      console.error('said on the console')
      const style = document.createElement('style')
      style.textContent = 'body { color: red }'
      document.head.append(style)
      const drawn = document.createElement('p')
      drawn.setAttribute('style', 'color: red')
      queueMicrotask(() => {
        throw new Error('thrown and not caught')
      })
    })
    await expect
      .poll(() => pageFaults.unexpected.slice(before))
      .toEqual(
        expect.arrayContaining([
          expect.stringMatching(/^console: said on the console/),
          expect.stringMatching(/^not caught: Error: thrown and not caught/),
          expect.stringMatching(/^policy: style-src-elem inline/),
          expect.stringMatching(/^policy: style-src-attr inline/),
        ]),
      )
  }
  // The one page that the fixtures know of is closed before the engine ends.
  await other.close()
  pageFaults.expect(/said on the console/, /thrown and not caught/, /style-src|Content Security Policy/i)
})

test('a fault in the page fails a spec that did not expect it', async ({ engine, page, workbench }) => {
  test.fail(true, 'the fault is looked at after the spec')
  await workbench.open(engine)
  await page.evaluate(() => console.error('nobody expects this'))
})

test('every spec has its pages watched', () => {
  const names = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.spec.ts'))
  const unwatched = names.filter((name) => {
    const text = readFileSync(join(import.meta.dirname, name), 'utf8')
    const takesFixtures = /^import \{[^}]*\btest\b[^}]*\} from '\.\.\/support\/(?:desktop-)?fixtures\.ts'$/m.test(text)
    // A session beside that of the fixtures is watched by hand.
    const ownSessions = text.split(/\bnewContext\(/).length
    return !takesFixtures || ownSessions > text.split(/\bpageFaults\.watch(?:All)?\(/).length
  })
  expect(unwatched).toEqual([])
  expect(names.length).toBeGreaterThan(20)
})
