/** What a column is called when it is this. A column is taken once, for the first that fits it. */
const patterns = {
  student: /^(id|((id|code) )?(student|learner|user|person|pupil|candidate|matric\w*)( (id|no|nr|number|num|key|code))?)$/,
  course: /^((id|code) )?(course|module|subject)( (id|code|name|no|number))?$/,
  term: /^((id|code) )?(term|semester|session|intake|cohort|presentation|academic year)( (id|code|name))?$/,
  registered: /^(date )?(registration|registered|enrol+ed|enrol+ment)( (date|day|on|at))?$/,
  withdrawn: /^(date )?(withdrawal|withdrawn|unregistration|left|dropped( out)?)( (date|day|on|at))?$/,
  result: /^(final )?(result|outcome|grade|mark)$|^passed$/,
  assessment: /^((id|name) )?(assessment|assignment|quiz|task|exercise)( (id|name|title))?$/,
  score: /^(score|mark|grade|points|percent(age)?)$/,
  time: /^(time|timestamp|date|day|when)$| (time|date|day|at|on)$|^(date|time) /,
  what: /^((id|name) )?(what|event|action|activity|resource|component|page|object|site)( (id|name|type))?$/,
  amount: /^(amount|clicks|count|minutes|duration|hits|views)$|^(sum|number) /,
  kind: /^(kind|type)$| (kind|type)$/,
} as const

export type Hint = keyof typeof patterns

/** @example columnHints(['Student ID', 'when'], ['student', 'time']) // { student: 'Student ID', time: 'when' } */
export function columnHints(names: readonly string[], hints: readonly Hint[]): Partial<Record<Hint, string>> {
  const found: Partial<Record<Hint, string>> = {}
  for (const hint of hints) {
    const taken = Object.values(found)
    const column = names.find(name => !taken.includes(name) && patterns[hint].test(wordsOf(name)))
    if (column !== undefined) found[hint] = column
  }
  return found
}

/** "studentID", "Student_ID" → "student id" */
function wordsOf(name: string): string {
  return name
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
