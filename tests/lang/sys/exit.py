# sys.exit raises SystemExit, which may be caught.
import sys
for arguments in ((), (3,), ("text",), (None,), ((1, 2),)):
    try:
        sys.exit(*arguments)
    except SystemExit as e:
        print(e.code, e.args)  # expect: None ()
        # expect: 3 (3,)
        # expect: text ('text',)
        # expect: None ()
        # expect: (1, 2) (1, 2)
