import type { Field, Role } from './codebook.ts'

/** "Mother's job_code", "motherJobCode" → ['mother', 's', 'job', 'code'] */
function wordsOf(name: string): string[] {
  const spaced = name.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2').toLowerCase()
  return spaced.split(/[^\p{L}\p{N}]+/u).filter(word => word !== '')
}

const ROLE_NAMES: readonly (readonly [Role, RegExp])[] = [
  [
    'student',
    /^(id|(student|learner|user|person|pupil|candidate|matriculation|matric)( ?(id|no|nr|number|num|key|code))?|id (student|learner|user|person|pupil))$/,
  ],
  ['term', /^(term|session|intake|cohort|semester|academic (year|term)|presentation|code presentation|(term|intake) (id|code))$/],
  ['course', /^(course|module|subject|(course|module|subject) (id|code|name|nr|number)|code module|id course)$/],
]

const PROTECTED =
  /^(gender|sex|age|birth\w*|dob|nationality|nacionality|citizen\w*|marital|disab\w*|needs|handicap|ethnic\w*|race|religio\w*|income|salary|imd|mother|father|parents?|parental|medu|fedu|mjob|fjob|international|partner|married|kids|children|pregnan\w*|health|migrant|refugee|caste|orientation)$/
const PROXY =
  /^(postcode|postal|zip|address|region|siblings|displaced|scholarship|debtor|internet|guardian|household|family|famsize|language|country|residence)$/
const QUANTITY =
  /^(age|count|counts|number|num|total|sum|hours|minutes|days|weeks|score|scores|points|mark|marks|grade|grades|gpa|average|mean|rate|percent|percentage|share|units|credits|absences|failures|attempts|clicks|visits|year|salary|income|amount|price|distance|duration)$/
const CODE =
  /^(code|codes|type|kind|mode|category|class|group|status|course|module|programme|program|major|department|region|nationality|nacionality|country|qualification|occupation|job|gender|sex|ethnicity|religion|school|college|level|order|flag)$/
const IDENTIFIER = /^(uuid|guid|email|phone|name|surname|firstname|lastname)$/

/** What a column's name suggests. Hints only: a person confirms. */
export interface NameHints {
  readonly role?: Role
  readonly sensitivity?: NonNullable<Field['sensitivity']>
  readonly numbers?: 'quantity' | 'code'
  readonly identifier: boolean
}

/** @example nameHints("Mother's occupation") // { sensitivity: 'protected', numbers: 'code', identifier: false } */
export function nameHints(name: string): NameHints {
  const words = wordsOf(name)
  const whole = words.join(' ')
  const joined = /^(student|learner|course|module)(id|no|nr|number|code)$/.exec(words.join(''))
  const role = ROLE_NAMES.find(([, pattern]) => pattern.test(joined ? `${joined[1]} ${joined[2]}` : whole))?.[0]
  const sensitivity = words.some(w => PROTECTED.test(w)) ? 'protected' : words.some(w => PROXY.test(w)) ? 'proxy' : undefined
  const numbers = words.some(w => QUANTITY.test(w)) ? 'quantity' : words.some(w => CODE.test(w)) ? 'code' : undefined
  return {
    ...(role && { role }),
    ...(sensitivity && { sensitivity }),
    ...(numbers && { numbers }),
    identifier: role === 'student' || words.at(-1) === 'id' || words.some(w => IDENTIFIER.test(w)),
  }
}
