# python: 3.13
import
