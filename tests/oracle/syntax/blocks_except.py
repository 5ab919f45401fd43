try: 0
except:
 try: 0
 except:
  try: 0
  except:
   try: 0
   except:
    try: 0
    except:
     try: 0
     except:
      try: 0
      except:
       try: 0
       except:
        try: 0
        except:
         try: 0
         except:
          try: 0
          except:
           pass
