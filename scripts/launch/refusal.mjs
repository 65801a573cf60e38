/** Something the person at the keyboard can mend: the message is all they need, no stack. */
export class Refusal extends Error {
  name = 'Refusal'
}
