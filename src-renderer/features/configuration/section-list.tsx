import { Search } from 'lucide-react'
import { fieldsOf, type SchemaGroup } from '../../schema-form/index.ts'
import { classNames, StateShape } from '../../ui/index.ts'
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
  const { query, search, choose } = useDraftStore()
  return (
    <nav className="config-sections" aria-label="Sections of the configuration">
      <div className="input config-search">
        <Search size={12} aria-hidden="true" />
        <input
          type="search"
          aria-label="Search the configuration"
          placeholder="Search"
          value={query}
          spellCheck={false}
          onChange={(event) => search(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') event.preventDefault()
            if (event.key === 'Escape') search('')
          }}
        />
      </div>
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

function SectionState({ section, configuration }: { section: SchemaGroup; configuration: Configuration }) {
  const ids = new Set(fieldsOf(section).map(({ id }) => id))
  const changes = configuration.changes.filter(({ field }) => ids.has(field.id)).length
  const faulty = configuration.faultyIds.some((id) => ids.has(id))
  return (
    <>
      {faulty && (
        <>
          <StateShape shape="bad" />
          <span className="visually-hidden">with a fault</span>
        </>
      )}
      {changes > 0 && (
        <span className="config-section-count">
          {changes}
          <span className="visually-hidden"> changed</span>
        </span>
      )}
    </>
  )
}
