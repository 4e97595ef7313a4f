"""The one way in for what people bring: reports of operators, new claims on the rail link."""
