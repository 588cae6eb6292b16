import time, cProfile, pstats
def test_x(world):
    p=world.premises['riverside']
    b=world.browser(p.members['therapist'].user)
    urls={'patient':f"/c/riverside/patients/{p.thing('patient_id','assigned').pk}/",
     'section':f"/c/riverside/evaluations/{p.thing('assessment_id','draft').pk}/sections/strength/",
     'report':f"/c/riverside/evaluations/{p.thing('assessment_id','signed').pk}/report/",
     '403':"/c/riverside/staff/", '404':"/c/nordhavn/staff/", 'review':f"/c/riverside/evaluations/{p.thing('assessment_id','draft').pk}/review/"}
    for n,u in urls.items():
        b.get(u)
        t=time.process_time()
        for i in range(5): r=b.get(u)
        print(n,r.status_code,round((time.process_time()-t)/5,4))
    pr=cProfile.Profile(); pr.enable()
    for i in range(10): b.get(urls['403'])
    pr.disable(); pstats.Stats(pr).sort_stats('cumtime').print_stats(35)
