export * from './allure.ts'
