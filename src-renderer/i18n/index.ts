export {
  currentLanguage,
  type Language,
  LANGUAGES,
  type Namespace,
  nearestLanguage,
  setLanguage,
  useWords,
  words,
} from './translator.ts'
