export { chooseStudy, STUDIES, type StudyChoice } from './studies.ts'
export type { StudyColumn, StudyDefinition } from './study.ts'
