/** While it is made: fields that may be absent are set one by one, which costs less than to spread them. */
export type Writable<T> = { -readonly [Key in keyof T]: T[Key] }
