import { createInstance, type i18n, type TFunction } from 'i18next'
import { useSyncExternalStore } from 'react'
import { de } from './de/index.ts'
import { en } from './en/index.ts'
import { FillableText, type TextValues } from './fillable-text.ts'

/** Languages of the window. */
export const LANGUAGES = ['en', 'de'] as const
export type Language = (typeof LANGUAGES)[number]

/** Parts of the window that have words of their own. */
export type Namespace = keyof typeof en

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common'
    resources: typeof en
  }
}

const translator: i18n = createInstance()
// Ready when this returns: all words are here, and nothing is fetched.
void translator.init({
  lng: 'en',
  fallbackLng: 'en',
  ns: Object.keys(en),
  defaultNS: 'common',
  resources: { en, de },
  initAsync: false,
  // React escapes what it shows.
  interpolation: { escapeValue: false },
})

/** Switches the language of the whole window. */
export function setLanguage(language: Language): void {
  void translator.changeLanguage(language)
  document.documentElement.lang = language
}

export function currentLanguage(): Language {
  return LANGUAGES.find((language) => language === translator.language) ?? 'en'
}

/** The first language of the list that the window has; English otherwise. @param wanted As in `navigator.languages`. */
export function nearestLanguage(wanted: readonly string[]): Language {
  const bases = wanted.map((tag) => tag.toLowerCase().split('-')[0])
  return (
    LANGUAGES.find((language) => language === bases.find((base) => LANGUAGES.some((each) => each === base))) ?? 'en'
  )
}

/** Words of a part in the language in force; the caller renders again when that changes. `t('closeAll', { count })`. */
export function useWords<Name extends Namespace>(namespace: Name): TFunction<Name> {
  return wordsIn(useSyncExternalStore(subscribeLanguage, currentLanguage), namespace)
}

function subscribeLanguage(listener: () => void): () => void {
  translator.on('languageChanged', listener)
  return () => translator.off('languageChanged', listener)
}

/** By language and namespace: one function for all that use it, so that it stays the same from render to render. */
const known = new Map<string, unknown>()

/** Words of a part in a language; the same function each time. */
export function wordsIn<Name extends Namespace>(language: Language, namespace: Name): TFunction<Name> {
  const id = `${language}:${namespace}`
  if (!known.has(id)) known.set(id, remembering(translator.getFixedT(language, namespace)))
  return known.get(id) as TFunction<Name>
}

/** Looking a text up costs more than drawing it: each is looked up once. One without values never changes. */
function remembering<Words extends (...asked: never[]) => unknown>(words: Words): Words {
  const texts = new Map<unknown, unknown>()
  const fillable = new Map<unknown, FillableText>()
  return new Proxy(words, {
    apply(lookUp, self, asked: unknown[]) {
      const [key, values] = asked
      const ask = (...question: readonly unknown[]): unknown => Reflect.apply(lookUp, self, question)
      if (asked.length === 1) return kept(texts, key, () => ask(key))
      if (!areTextValues(values)) return ask(...asked)
      const text = kept(fillable, key, () => new FillableText(String(ask(key, { skipInterpolation: true }))))
      return text.filledWith(values) ?? ask(...asked)
    },
  })
}

function kept<Value>(values: Map<unknown, Value>, key: unknown, make: () => Value): Value {
  const known = values.get(key)
  if (known !== undefined) return known
  const made = make()
  values.set(key, made)
  return made
}

/** Values that choose among several texts are none: a count above all. */
const areTextValues = (values: unknown): values is TextValues =>
  typeof values === 'object' && values !== null && !CHOOSING.some((name) => name in values)

/** Names that the library takes for questions of its own. */
const CHOOSING = ['count', 'context', 'ordinal', 'defaultValue', 'replace', 'lng', 'ns', 'returnObjects'] as const

/** The same outside of React, in the language of the moment. */
export function words<Name extends Namespace>(namespace: Name): TFunction<Name> {
  return wordsIn(currentLanguage(), namespace)
}
