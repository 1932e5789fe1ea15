import { useWords } from '../../i18n/index.ts'
import { fieldsOf, type SchemaGroup } from '../../schema-form/index.ts'
import { classNames, SearchField, SelectField, StateShape } from '../../ui/index.ts'
import { useDraftStore } from './draft-store.ts'
import { FileButtons } from './file-buttons.tsx'
import type { Configuration } from './use-configuration.ts'

export interface SectionListProps {
  readonly configuration: Configuration
  readonly sections: readonly SchemaGroup[]
  /** Undefined while a search shows several. */
  readonly chosenId: string | undefined
}

/** The sections at the left, with the search over all of them. */
export function SectionList({ configuration, sections, chosenId }: SectionListProps) {
  const t = useWords('configuration')
  const choose = useDraftStore((store) => store.choose)
  return (
    <nav className="config-sections" aria-label={t('sections')}>
      <ConfigSearch />
      <ul className="config-section-list">
        {sections.map((section) => (
          <li key={section.id}>
            <button
              type="button"
              className={classNames('config-section', section.id === chosenId && 'config-section-chosen')}
              aria-current={section.id === chosenId}
              onClick={() => choose(section.id)}
            >
              <span className="config-section-name">{section.label}</span>
              <SectionState section={section} configuration={configuration} />
            </button>
          </li>
        ))}
      </ul>
      <FileButtons />
    </nav>
  )
}

/** The same in one line, for panels that have no room for a list. */
export function SectionSelect({ configuration, sections, chosenId }: SectionListProps) {
  const t = useWords('configuration')
  const choose = useDraftStore((store) => store.choose)
  const labelOf = (section: SchemaGroup): string => {
    const changes = changesIn(section, configuration)
    return changes === 0 ? section.label : t('sectionChanged', { section: section.label, count: changes })
  }
  return (
    <div className="config-section-select">
      <ConfigSearch />
      {chosenId !== undefined && (
        <SelectField
          label={t('section')}
          value={chosenId}
          options={sections.map((section) => ({ value: section.id, label: labelOf(section) }))}
          onValueChange={choose}
        />
      )}
    </div>
  )
}

function ConfigSearch() {
  const t = useWords('configuration')
  const { query, search } = useDraftStore()
  return (
    <SearchField
      className="config-search"
      label={t('search')}
      placeholder={t('searchShort')}
      value={query}
      onValueChange={search}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.preventDefault()
      }}
    />
  )
}

const changesIn = (section: SchemaGroup, { changes }: Configuration): number => {
  const ids = new Set(fieldsOf(section).map(({ id }) => id))
  return changes.filter(({ field }) => ids.has(field.id)).length
}

interface SectionStateProps {
  readonly section: SchemaGroup
  readonly configuration: Configuration
}

function SectionState({ section, configuration }: SectionStateProps) {
  const t = useWords('configuration')
  const ids = new Set(fieldsOf(section).map(({ id }) => id))
  const changes = changesIn(section, configuration)
  const faulty = configuration.faultyIds.some((id) => ids.has(id))
  return (
    <>
      {faulty && (
        <>
          <StateShape shape="bad" />
          <span className="visually-hidden">{t('withFault')}</span>
        </>
      )}
      {changes > 0 && (
        <span className="config-section-count">
          {changes}
          <span className="visually-hidden"> {t('changed')}</span>
        </span>
      )}
    </>
  )
}
