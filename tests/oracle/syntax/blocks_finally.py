try:
 try:
  try:
   try:
    try:
     try:
      try:
       try:
        try:
         try:
          try:
           try:
            try:
             try:
              try:
               try:
                try:
                 try:
                  try:
                   try:
                    try:
                     try:
                      pass
                     finally: 0
                    finally: 0
                   finally: 0
                  finally: 0
                 finally: 0
                finally: 0
               finally: 0
              finally: 0
             finally: 0
            finally: 0
           finally: 0
          finally: 0
         finally: 0
        finally: 0
       finally: 0
      finally: 0
     finally: 0
    finally: 0
   finally: 0
  finally: 0
 finally: 0
finally: 0
