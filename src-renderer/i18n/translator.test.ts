import { afterEach, describe, expect, it, vi } from 'vitest'
import { de } from './de/index.ts'
import { en } from './en/index.ts'
import { nearestLanguage, setLanguage, words, wordsIn } from './translator.ts'

type Words = { readonly [key: string]: string | Words }

/** Every text of a language by its path. */
function texts(tree: Words): Map<string, string> {
  const found = new Map<string, string>()
  const collect = (branch: Words, path: string): void => {
    for (const [key, value] of Object.entries(branch)) {
      if (typeof value === 'string') found.set(`${path}${key}`, value)
      else collect(value, `${path}${key}.`)
    }
  }
  collect(tree, '')
  return found
}

const placeholders = (text: string): string[] =>
  [...text.matchAll(/\{\{(\w+)/g)].map(([, name = '']) => name).toSorted()

describe('the words of the window', () => {
  it('are there in every language', () => {
    expect([...texts(de).keys()].toSorted()).toEqual([...texts(en).keys()].toSorted())
  })

  it('have the same values in them in every language', () => {
    const german = texts(de)
    const different = [...texts(en)].filter(
      ([path, text]) => placeholders(german.get(path) ?? '').join() !== placeholders(text).join(),
    )
    expect(different).toEqual([])
  })

  it('are nowhere empty', () => {
    const all = [...texts(en), ...texts(de)]
    expect(all.filter(([, text]) => text.trim() === '')).toEqual([])
  })

  it('know one from many', () => {
    const t = words('common')
    expect([t('orders', { count: 1 }), t('orders', { count: 3 })]).toEqual(['1 order', '3 orders'])
  })
})

describe('the words of a language', () => {
  it('are asked of the same function each time', () => {
    expect(wordsIn('de', 'common')).toBe(wordsIn('de', 'common'))
    expect(wordsIn('de', 'common')).not.toBe(wordsIn('en', 'common'))
  })

  it('stay those of their language and their part', () => {
    const asked = [wordsIn('en', 'common'), wordsIn('de', 'common'), wordsIn('en', 'common')].map((t) => t('cancel'))
    expect(asked).toEqual([en.common.cancel, de.common.cancel, en.common.cancel])
  })

  it('have their values anew each time', () => {
    const t = wordsIn('en', 'common')
    expect([1, 3, 1].map((count) => t('orders', { count }))).toEqual(['1 order', '3 orders', '1 order'])
    const change = wordsIn('en', 'orders')
    const asked = ['a', 'b', 'a'].map((order) => change('amend.name', { order }))
    expect(asked).toEqual(['Change a', 'Change b', 'Change a'])
  })
})

describe('words outside of a component', () => {
  afterEach(() => setLanguage('en'))

  it('are those of the language of the moment', () => {
    vi.stubGlobal('document', { documentElement: { lang: '' } })
    const english = words('common')('cancel')
    setLanguage('de')
    expect([english, words('common')('cancel')]).toEqual([en.common.cancel, de.common.cancel])
  })
})

describe('the language of a system', () => {
  it('is the first one that the window speaks', () => {
    expect(nearestLanguage(['fr-FR', 'de-AT', 'en'])).toBe('de')
    expect(nearestLanguage(['en-GB', 'de'])).toBe('en')
  })

  it('is English where the window speaks none of them', () => {
    expect(nearestLanguage(['fr'])).toBe('en')
    expect(nearestLanguage([])).toBe('en')
  })
})
