# mima: ignore-file[MIMA001, MIMA003] nothing to suppress
#~^ MIMA021 MIMA001 ; MIMA021 MIMA003
import openai
