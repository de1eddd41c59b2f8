x = a ++ 
